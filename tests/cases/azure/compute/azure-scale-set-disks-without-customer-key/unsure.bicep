param strict bool

resource virtualMachineScaleSet 'Microsoft.Compute/virtualMachineScaleSets@2023-09-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    virtualMachineProfile: {
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
}
