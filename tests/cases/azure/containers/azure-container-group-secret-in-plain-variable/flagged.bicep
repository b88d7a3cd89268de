resource containerGroup 'Microsoft.ContainerInstance/containerGroups@2023-05-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    osType: 'Linux'
    containers: [
      {
        name: 'web'
        properties: {
          image: 'nginx'
          environmentVariables: [
            {
              name: 'DB_PASSWORD'
              value: 'correct-horse'
            }
          ]
        }
      }
    ]
  }
}
