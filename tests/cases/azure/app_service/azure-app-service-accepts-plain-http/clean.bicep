resource site 'Microsoft.Web/sites@2023-12-01' = {
  name: 'example'
  location: 'westeurope'
  kind: 'app'
  properties: {
    httpsOnly: true
  }
}
