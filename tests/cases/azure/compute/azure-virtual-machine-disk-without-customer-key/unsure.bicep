param strict bool

resource virtualMachine 'Microsoft.Compute/virtualMachines@2023-09-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    storageProfile: {
      osDisk: {
        managedDisk: {
          diskEncryptionSet: {
            id: strict ? 'x' : null
          }
        }
      }
    }
  }
}
