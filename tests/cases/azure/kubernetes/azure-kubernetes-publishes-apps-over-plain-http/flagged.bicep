resource managedCluster 'Microsoft.ContainerService/managedClusters@2024-05-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    dnsPrefix: 'example'
    addonProfiles: {
      httpApplicationRouting: {
        enabled: true
      }
    }
  }
}
