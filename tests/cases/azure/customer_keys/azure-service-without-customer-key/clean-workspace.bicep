resource example 'Microsoft.MachineLearningServices/workspaces@2024-04-01' = {
  name: 'example'
  location: 'westeurope'
  kind: 'Project'
  properties: {
    friendlyName: 'inherits the key of its hub'
  }
}
