resource trafficmanagerprofile 'Microsoft.Network/trafficmanagerprofiles@2022-04-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    monitorConfig: {
      protocol: 'HTTPS'
    }
  }
}
