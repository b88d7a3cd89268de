resource example 'Microsoft.HealthDataAIServices/deidServices@2024-09-20' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    publicNetworkAccess: 'Disabled'
  }
}
