param setting string

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    publicNetworkAccessForIngestion: 'Disabled'
    publicNetworkAccessForQuery: setting
  }
}
