param strict bool

resource managedCluster 'Microsoft.ContainerService/managedClusters@2024-05-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    dnsPrefix: 'example'
    securityProfile: {
      azureKeyVaultKms: {
        enabled: true
        keyId: strict ? 'x' : null
      }
    }
  }
}
