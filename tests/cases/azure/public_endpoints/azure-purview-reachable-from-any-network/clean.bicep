resource account 'Microsoft.Purview/accounts@2021-12-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    publicNetworkAccess: 'Disabled'
  }
}
