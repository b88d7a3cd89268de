resource example 'Microsoft.HDInsight/clusters@2023-04-15-preview' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    tier: 'Standard'
  }
}
