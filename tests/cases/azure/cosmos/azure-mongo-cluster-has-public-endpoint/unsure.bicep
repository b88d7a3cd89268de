param setting string

resource mongoCluster 'Microsoft.DocumentDB/mongoClusters@2024-07-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    publicNetworkAccess: setting
  }
}
