resource flexibleServer 'Microsoft.DBforPostgreSQL/flexibleServers@2023-12-01-preview' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    dataEncryption: {
      type: 'SystemManaged'
    }
  }
}
