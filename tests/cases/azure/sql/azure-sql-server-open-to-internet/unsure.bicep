param first string
param last string

resource server 'Microsoft.Sql/servers@2023-08-01-preview' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    administratorLogin: 'example'
  }
}

resource firewallRule 'Microsoft.Sql/servers/firewallRules@2023-08-01-preview' = {
  parent: server
  name: 'rule'
  properties: {
    startIpAddress: first
    endIpAddress: last
  }
}
