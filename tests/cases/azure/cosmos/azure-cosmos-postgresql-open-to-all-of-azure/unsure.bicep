param first string
param last string

resource serverGroupsv2 'Microsoft.DBforPostgreSQL/serverGroupsv2@2023-03-02-preview' = {
  name: 'example'
  location: 'westeurope'
  properties: {}
}

resource firewallRule 'Microsoft.DBforPostgreSQL/serverGroupsv2/firewallRules@2023-03-02-preview' = {
  parent: serverGroupsv2
  name: 'rule'
  properties: {
    startIpAddress: first
    endIpAddress: last
  }
}
