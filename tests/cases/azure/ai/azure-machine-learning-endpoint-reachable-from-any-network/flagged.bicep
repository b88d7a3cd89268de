resource workspace 'Microsoft.MachineLearningServices/workspaces@2024-04-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {}
}

resource onlineEndpoint 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints@2024-04-01' = {
  parent: workspace
  name: 'scores'
  location: 'westeurope'
  properties: {
    authMode: 'Key'
  }
}
