resource flexibleServer 'Microsoft.DBforPostgreSQL/flexibleServers@2023-12-01-preview' = {
  name: 'example'
  location: 'westeurope'
  properties: {}
}

resource firewallRule 'Microsoft.DBforPostgreSQL/flexibleServers/firewallRules@2023-12-01-preview' = {
  parent: flexibleServer
  name: 'rule'
  properties: {
    startIpAddress: '203.0.113.7'
    endIpAddress: '203.0.113.7'
  }
}
