resource example 'Microsoft.Web/hostingEnvironments@2023-12-01' = {
  name: 'example'
  location: 'westeurope'
  kind: 'ASEV3'
  properties: {
    virtualNetwork: {
      id: 'example'
    }
    clusterSettings: [
      {
        name: 'DisableTls1.0'
        value: '0'
      }
    ]
  }
}
