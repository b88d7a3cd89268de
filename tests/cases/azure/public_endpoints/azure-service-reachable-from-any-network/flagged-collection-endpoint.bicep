resource dataCollectionEndpoint 'Microsoft.Insights/dataCollectionEndpoints@2023-03-11' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    networkAcls: {
      publicNetworkAccess: 'Enabled'
    }
  }
}
