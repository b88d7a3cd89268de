resource frontDoor 'Microsoft.Network/frontDoors@2021-06-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    frontendEndpoints: [
      {
        name: 'front'
        properties: {
          hostName: 'www.example.com'
          customHttpsConfiguration: {
            minimumTlsVersion: '1.2'
          }
        }
      }
    ]
  }
}
