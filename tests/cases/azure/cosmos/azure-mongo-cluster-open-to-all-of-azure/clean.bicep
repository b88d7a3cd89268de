resource mongoCluster 'Microsoft.DocumentDB/mongoClusters@2024-07-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {}
}

resource firewallRule 'Microsoft.DocumentDB/mongoClusters/firewallRules@2024-07-01' = {
  parent: mongoCluster
  name: 'rule'
  properties: {
    startIpAddress: '203.0.113.7'
    endIpAddress: '203.0.113.7'
  }
}
