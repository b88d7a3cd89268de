resource server 'Microsoft.DBforPostgreSQL/servers@2017-12-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {}
}

resource firewallRule 'Microsoft.DBforPostgreSQL/servers/firewallRules@2017-12-01' = {
  parent: server
  name: 'rule'
  properties: {
    startIpAddress: '203.0.113.7'
    endIpAddress: '203.0.113.7'
  }
}
