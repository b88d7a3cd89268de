resource flexibleServer 'Microsoft.DBforMySQL/flexibleServers@2023-12-30' = {
  name: 'example'
  location: 'westeurope'
  properties: {}
}

resource configuration 'Microsoft.DBforMySQL/flexibleServers/configurations@2023-12-30' = {
  parent: flexibleServer
  name: 'tls_version'
  properties: {
    value: 'TLSv1.1,TLSv1.2'
  }
}
