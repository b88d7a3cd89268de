resource server 'Microsoft.Sql/servers@2023-08-01-preview' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    administratorLogin: 'example'
    publicNetworkAccess: 'Disabled'
  }
}

resource firewallRule 'Microsoft.Sql/servers/firewallRules@2023-08-01-preview' = {
  parent: server
  name: 'rule'
  properties: {
    startIpAddress: '0.0.0.0'
    endIpAddress: '255.255.255.255'
  }
}
