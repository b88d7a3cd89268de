resource serverGroupsv2 'Microsoft.DBforPostgreSQL/serverGroupsv2@2023-03-02-preview' = {
  name: 'example'
  location: 'westeurope'
  properties: {}
}

resource firewallRule 'Microsoft.DBforPostgreSQL/serverGroupsv2/firewallRules@2023-03-02-preview' = {
  parent: serverGroupsv2
  name: 'rule'
  properties: {
    startIpAddress: '203.0.113.7'
    endIpAddress: '203.0.113.7'
  }
}
