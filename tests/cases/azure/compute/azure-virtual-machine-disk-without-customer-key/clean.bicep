resource virtualMachine 'Microsoft.Compute/virtualMachines@2023-09-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    storageProfile: {
      osDisk: {
        managedDisk: {
          diskEncryptionSet: {
            id: '/subscriptions/0/sets/example'
          }
        }
      }
    }
  }
}
