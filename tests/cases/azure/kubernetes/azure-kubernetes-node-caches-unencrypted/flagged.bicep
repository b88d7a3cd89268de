resource managedCluster 'Microsoft.ContainerService/managedClusters@2024-05-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    dnsPrefix: 'example'
    agentPoolProfiles: [
      {
        name: 'default'
      }
    ]
  }
}
