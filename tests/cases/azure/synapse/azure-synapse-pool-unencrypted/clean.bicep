resource workspace 'Microsoft.Synapse/workspaces@2021-06-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {}
}

resource sqlPool 'Microsoft.Synapse/workspaces/sqlPools@2021-06-01' = {
  parent: workspace
  name: 'pool'
  location: 'westeurope'
  properties: {}
}

resource transparentDataEncryption 'Microsoft.Synapse/workspaces/sqlPools/transparentDataEncryption@2021-06-01' = {
  parent: sqlPool
  name: 'current'
  properties: {
    status: 'Enabled'
  }
}
