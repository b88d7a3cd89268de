param strict bool

resource expressRoutePort 'Microsoft.Network/ExpressRoutePorts@2023-11-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    links: [
      {
        name: 'link1'
        properties: {
          macSecConfig: {
            cakSecretIdentifier: strict ? 'x' : null
          }
        }
      }
    ]
  }
}
