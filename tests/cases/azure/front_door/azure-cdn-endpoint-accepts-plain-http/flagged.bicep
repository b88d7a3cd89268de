resource endpoint 'Microsoft.Cdn/profiles/endpoints@2024-02-01' = {
  name: 'example/web'
  location: 'westeurope'
  properties: {
    origins: [
      {
        name: 'origin'
        properties: {
          hostName: 'www.example.com'
        }
      }
    ]
  }
}
