resource server 'Microsoft.DBforPostgreSQL/servers@2017-12-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    infrastructureEncryption: 'Disabled'
  }
}
