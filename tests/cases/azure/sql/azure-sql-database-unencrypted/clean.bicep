resource server 'Microsoft.Sql/servers@2023-08-01-preview' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    administratorLogin: 'example'
  }
}

resource database 'Microsoft.Sql/servers/databases@2023-08-01-preview' = {
  parent: server
  name: 'data'
  location: 'westeurope'
  properties: {}
}

resource transparentDataEncryption 'Microsoft.Sql/servers/databases/transparentDataEncryption@2023-08-01-preview' = {
  parent: database
  name: 'current'
  properties: {
    state: 'Enabled'
  }
}
