param setting string

resource azureFirewall 'Microsoft.Network/azureFirewalls@2023-11-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    networkRuleCollections: [
      {
        name: 'any'
        properties: {
          priority: 100
          action: {
            type: setting
          }
          rules: [
            {
              name: 'any'
              sourceAddresses: [
                '*'
              ]
              destinationAddresses: [
                '*'
              ]
              destinationPorts: [
                '*'
              ]
            }
          ]
        }
      }
    ]
  }
}
