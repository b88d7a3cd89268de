param setting bool

resource managedCluster 'Microsoft.ContainerService/managedClusters@2024-05-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    dnsPrefix: 'example'
  }
}

resource agentPool 'Microsoft.ContainerService/managedClusters/agentPools@2024-05-01' = {
  parent: managedCluster
  name: 'more'
  properties: {
    enableNodePublicIP: setting
  }
}
