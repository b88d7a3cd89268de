resource site 'Microsoft.Web/sites@2023-12-01' = {
  name: 'example'
  location: 'westeurope'
  kind: 'app'
  properties: {
    httpsOnly: true
  }
}

resource slot 'Microsoft.Web/sites/slots@2023-12-01' = {
  parent: site
  name: 'staging'
  location: 'westeurope'
  properties: {
    httpsOnly: true
  }
}
