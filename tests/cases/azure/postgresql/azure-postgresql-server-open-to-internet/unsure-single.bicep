param first string
param last string

resource server 'Microsoft.DBforPostgreSQL/servers@2017-12-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {}
}

resource firewallRule 'Microsoft.DBforPostgreSQL/servers/firewallRules@2017-12-01' = {
  parent: server
  name: 'rule'
  properties: {
    startIpAddress: first
    endIpAddress: last
  }
}
