resource factorie 'Microsoft.DataFactory/factories@2018-06-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    publicNetworkAccess: 'Disabled'
  }
}
