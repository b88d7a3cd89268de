param setting string

resource cluster 'Microsoft.HDInsight/clusters@2023-04-15-preview' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    networkProperties: {
      resourceProviderConnection: setting
      privateLink: 'Enabled'
    }
  }
}
