resource shop 'Microsoft.Web/sites@2024-04-01' = {
  name: 'contoso-shop'
  location: 'westeurope'
  properties: {
    httpsOnly: true
    publicNetworkAccess: 'Disabled'
  }
}

resource staging 'Microsoft.Web/sites/slots@2024-04-01' = {
  parent: shop
  name: 'staging'
  location: 'westeurope'
  properties: {
    httpsOnly: true
    publicNetworkAccess: 'Enabled'
  }
}
