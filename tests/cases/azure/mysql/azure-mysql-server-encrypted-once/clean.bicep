resource server 'Microsoft.DBforMySQL/servers@2017-12-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    infrastructureEncryption: 'Enabled'
  }
}
