resource virtualMachineScaleSet 'Microsoft.Compute/virtualMachineScaleSets@2023-09-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    virtualMachineProfile: {
      networkProfile: {
        networkInterfaceConfigurations: [
          {
            name: 'nic'
            properties: {
              ipConfigurations: [
                {
                  name: 'ip'
                  properties: {
                    publicIPAddressConfiguration: {
                      name: 'pip'
                    }
                  }
                }
              ]
            }
          }
        ]
      }
    }
  }
}
