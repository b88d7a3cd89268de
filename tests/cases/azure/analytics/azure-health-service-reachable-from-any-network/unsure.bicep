param setting string

resource workspace 'Microsoft.HealthcareApis/workspaces@2023-11-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    publicNetworkAccess: setting
  }
}
