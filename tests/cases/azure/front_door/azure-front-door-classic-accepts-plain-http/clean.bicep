resource frontDoor 'Microsoft.Network/frontDoors@2021-06-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    routingRules: [
      {
        name: 'rule'
        properties: {
          acceptedProtocols: [
            'Https'
          ]
          routeConfiguration: {
            '@odata.type': '#Microsoft.Azure.FrontDoor.Models.FrontdoorForwardingConfiguration'
            forwardingProtocol: 'HttpsOnly'
            backendPool: {
              id: '/subscriptions/0/pools/example'
            }
          }
        }
      }
    ]
  }
}
