resource virtualMachine 'Microsoft.Compute/virtualMachines@2023-09-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    storageProfile: {
      osDisk: {
        vhd: {
          uri: 'https://example.blob.core.windows.net/vhds/os.vhd'
        }
      }
    }
  }
}
