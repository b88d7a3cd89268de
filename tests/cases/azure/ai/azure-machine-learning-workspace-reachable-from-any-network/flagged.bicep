resource workspace 'Microsoft.MachineLearningServices/workspaces@2024-04-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {}
}
