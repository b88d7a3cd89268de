param setting string

resource virtualMachine 'Microsoft.Compute/virtualMachines@2023-09-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    osProfile: {
      windowsConfiguration: {
        winRM: {
          listeners: [
            {
              protocol: setting
            }
          ]
        }
      }
    }
  }
}
