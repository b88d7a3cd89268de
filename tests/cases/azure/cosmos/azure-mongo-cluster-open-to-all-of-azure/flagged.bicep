resource mongoCluster 'Microsoft.DocumentDB/mongoClusters@2024-07-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {}
}

resource firewallRule 'Microsoft.DocumentDB/mongoClusters/firewallRules@2024-07-01' = {
  parent: mongoCluster
  name: 'rule'
  properties: {
    startIpAddress: '0.0.0.0'
    endIpAddress: '0.0.0.0'
  }
}
