resource managedCluster 'Microsoft.ServiceFabric/managedClusters@2024-04-01' = {
  name: 'example'
  location: 'westeurope'
  sku: {
    name: 'Standard'
  }
  properties: {
    allowRdpAccess: false
  }
}
