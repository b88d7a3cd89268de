resource azureFirewall 'Microsoft.Network/azureFirewalls@2023-11-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    natRuleCollections: [
      {
        name: 'in'
        properties: {
          priority: 100
          action: {
            type: 'Dnat'
          }
          rules: [
            {
              name: 'admin'
              sourceAddresses: [
                '198.51.100.0/24'
              ]
              destinationPorts: [
                '5000'
              ]
              translatedAddress: '10.0.1.4'
              translatedPort: '3389'
            }
          ]
        }
      }
    ]
  }
}
