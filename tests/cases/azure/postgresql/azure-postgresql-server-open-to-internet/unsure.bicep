param first string
param last string

resource flexibleServer 'Microsoft.DBforPostgreSQL/flexibleServers@2023-12-01-preview' = {
  name: 'example'
  location: 'westeurope'
  properties: {}
}

resource firewallRule 'Microsoft.DBforPostgreSQL/flexibleServers/firewallRules@2023-12-01-preview' = {
  parent: flexibleServer
  name: 'rule'
  properties: {
    startIpAddress: first
    endIpAddress: last
  }
}
