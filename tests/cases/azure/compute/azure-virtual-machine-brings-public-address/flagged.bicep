resource virtualMachine 'Microsoft.Compute/virtualMachines@2023-09-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
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
