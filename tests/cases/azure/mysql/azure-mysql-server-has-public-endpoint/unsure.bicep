param setting string

resource flexibleServer 'Microsoft.DBforMySQL/flexibleServers@2023-12-30' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    network: {
      publicNetworkAccess: setting
    }
  }
}
