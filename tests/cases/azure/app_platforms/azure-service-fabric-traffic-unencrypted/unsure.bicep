param setting string

resource cluster 'Microsoft.ServiceFabric/clusters@2021-06-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    fabricSettings: [
      {
        name: 'Security'
        parameters: [
          {
            name: 'ClusterProtectionLevel'
            value: setting
          }
        ]
      }
    ]
  }
}
