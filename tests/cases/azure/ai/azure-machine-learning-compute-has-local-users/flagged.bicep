resource workspace 'Microsoft.MachineLearningServices/workspaces@2024-04-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {}
}

resource compute 'Microsoft.MachineLearningServices/workspaces/computes@2024-04-01' = {
  parent: workspace
  name: 'nodes'
  location: 'westeurope'
  properties: {
    computeType: 'AmlCompute'
    disableLocalAuth: false
  }
}
