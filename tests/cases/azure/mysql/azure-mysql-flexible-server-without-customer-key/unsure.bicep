param strict bool

resource flexibleServer 'Microsoft.DBforMySQL/flexibleServers@2023-12-30' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    dataEncryption: {
      primaryKeyURI: strict ? 'x' : null
    }
  }
}
